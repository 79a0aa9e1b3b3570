import assert from 'node:assert/strict';

import { renderSvg } from '../../lib/data/svg';

describe('renderSvg', () => {
  it('draws on white', async () => {
    const half = '<rect width="1" height="2" fill="#00f"/>';
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2">${half}</svg>`;
    const { shape, data } = await renderSvg(svg, 2);
    assert.deepEqual(shape, [2, 2, 3]);
    assert.deepEqual([...data], [0, 0, 255, 255, 255, 255, 0, 0, 255, 255, 255, 255]);
  });

  it('throws on a picture that is not square', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"></svg>';
    await assert.rejects(renderSvg(svg, 4), /expected a square picture, but got height 2/);
  });
});
