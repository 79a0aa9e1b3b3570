import { type Digit, SIZE } from './networks';

/** An element with properties and children. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]> = {},
  children: readonly (Node | string)[] = [],
): HTMLElementTagNameMap[Name] {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/** The element of the page with this id. */
export function find<Element extends HTMLElement>(id: string): Element {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element as Element; // the page is written beside this script
}

/** The elements of a kind within the element with this id, in their order. */
export const findAll = <Name extends keyof HTMLElementTagNameMap>(id: string, name: Name) => [
  ...find(id).querySelectorAll(name),
];

/** Draws a digit: 0 is black, 1 white. */
export function paint(canvas: HTMLCanvasElement, digit: Digit): void {
  const context = canvas.getContext('2d')!;
  const image = context.createImageData(SIZE, SIZE);
  digit.forEach((value, i) => {
    image.data.fill(Math.round(value * 255), 4 * i, 4 * i + 3);
    image.data[4 * i + 3] = 255;
  });
  context.putImageData(image, 0, 0);
}
