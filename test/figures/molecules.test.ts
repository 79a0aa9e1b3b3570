import assert from 'node:assert/strict';

import { drawMolecules } from '../../lib/figures';
import { FRAME } from '../../lib/figures/palette';
import { placesOf, shareOf } from './picture-pixels';
import { assertSnapshot } from './snapshot';

const OXYGEN = '#d80000';
const NITROGEN = '#0000ff';

describe('drawMolecules', function () {
  this.timeout(20_000); // RDKit is opened once

  it('draws atoms in their colours, molecules side by side', async () => {
    const picture = await drawMolecules(['CCO', 'CCN'], { alt: 'molecules' });
    const [oxygen, nitrogen] = [OXYGEN, NITROGEN].map((colour) => placesOf(picture, colour, 40));
    assert.ok(oxygen.length > 50 && nitrogen.length > 50);
    const middle = picture.width; // half of the file's pixels
    assert.ok(oxygen.every(([x]) => x < middle));
    assert.ok(nitrogen.every(([x]) => x > middle));
  });

  it('crosses out what is no molecule: an open ring, five bonds at a carbon, nothing', async () => {
    for (const smiles of ['C1CC1(', 'CC(C)(C)(C)C', '']) {
      const picture = await drawMolecules([smiles], { alt: 'no molecule' });
      assert.ok(shareOf(picture, FRAME, 4) > 0.01, smiles);
    }
    assert.ok(shareOf(await drawMolecules(['CCO'], { alt: 'ethanol' }), FRAME, 4) < 0.001);
  });

  it('draws bonds of one length, and has captions', async () => {
    const smiles = ['c1ccccc1', 'CC(=O)O', 'C1CC1('];
    const captions = ['benzene', 'acetic acid', 'not valid'];
    assertSnapshot('molecules', await drawMolecules(smiles, { alt: 'molecules', captions }));
  });

  it('refuses no molecule, and captions that are not as many', async () => {
    await assert.rejects(
      drawMolecules([], { alt: '' }),
      /^RangeError: expected at least 1 molecule, but got 0$/,
    );
    await assert.rejects(
      drawMolecules(['C'], { alt: '', captions: [] }),
      /expected 1 captions, but got 0/,
    );
  });
});
