import { createCanvas, loadImage, type CanvasRenderingContext2D } from 'canvas';
import { FONT } from '../../lib/figures/picture';
import { COURSE_SHORT_NAME } from './course-words';

export interface Card {
  /** Above the title: Lesson 3 of 9. */
  readonly eyebrow: string;
  readonly title: string;
  readonly text: string;
  /** A picture of the page, if it has one. */
  readonly picture?: string;
}

/** What sharing sites show, 1.91 to 1. */
const WIDTH = 1200;
const HEIGHT = 630;
const MARGIN = 64;
const TEXT_WIDTH = 600;

/** A page's title and picture as one PNG, for where its address is shared. */
export async function drawCard({ eyebrow, title, text, picture }: Card): Promise<Buffer> {
  const canvas = createCanvas(WIDTH, HEIGHT);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#10202e';
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  if (picture !== undefined) await drawPicture(pen, picture);
  const width = picture === undefined ? WIDTH - 2 * MARGIN : TEXT_WIDTH;
  pen.fillStyle = '#9fc6e6';
  pen.font = `26px "${FONT}"`;
  pen.fillText(eyebrow, MARGIN, 110);
  pen.fillStyle = 'white';
  pen.font = `bold 54px "${FONT}"`;
  const below = writeLines(pen, title, { y: 190, lineHeight: 66, width });
  pen.fillStyle = '#d5e1ea';
  pen.font = `26px "${FONT}"`;
  writeLines(pen, text, { y: below + 20, lineHeight: 38, width });
  pen.fillStyle = '#9fc6e6';
  pen.font = `24px "${FONT}"`;
  pen.fillText(COURSE_SHORT_NAME, MARGIN, HEIGHT - MARGIN);
  return canvas.toBuffer('image/png');
}

async function drawPicture(pen: CanvasRenderingContext2D, path: string): Promise<void> {
  const image = await loadImage(path);
  const [roomWidth, roomHeight] = [WIDTH - TEXT_WIDTH - 3 * MARGIN, HEIGHT - 2 * MARGIN];
  const scale = Math.min(roomWidth / image.width, roomHeight / image.height);
  const [width, height] = [image.width * scale, image.height * scale];
  const [x, y] = [WIDTH - MARGIN - width, (HEIGHT - height) / 2];
  pen.fillStyle = 'white';
  pen.fillRect(x - 12, y - 12, width + 24, height + 24);
  pen.drawImage(image, x, y, width, height);
}

/** @returns where the next line would stand */
function writeLines(
  pen: CanvasRenderingContext2D,
  text: string,
  { y, lineHeight, width }: { y: number; lineHeight: number; width: number },
): number {
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || pen.measureText(longer).width <= width) {
      line = longer;
      continue;
    }
    pen.fillText(line, MARGIN, y);
    y += lineHeight;
    line = word;
  }
  pen.fillText(line, MARGIN, y);
  return y + lineHeight;
}
