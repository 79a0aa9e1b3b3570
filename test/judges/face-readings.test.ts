import assert from 'node:assert/strict';

import { makeFaces } from '../../lib/data/faces/faces';
import { HAIR_COLOURS, HAIR_STYLES } from '../../lib/data/faces/person';
import { pixelsOf } from '../../lib/data/images';
import { FACE_READINGS, readFaces } from '../../lib/judges/face-readings';
import { FACES_JUDGE } from '../../lib/judges/faces';
import { loadJudge } from '../../lib/judges/judge-file';

describe('readFaces', () => {
  const { images, faces } = makeFaces({ train: 0, test: 300, seed: 3 }).test;
  const judge = loadJudge(FACES_JUDGE);
  after(() => judge.dispose());
  const readings = readFaces(judge, pixelsOf(images));

  it('has a class of each reading for each face', () => {
    assert.deepEqual(Object.keys(readings), [...FACE_READINGS]);
    FACE_READINGS.forEach((reading) => assert.equal(readings[reading].length, 300));
  });

  it('reads what the faces are, in six of seven cases or more', () => {
    const side = (value: number, cut: number) => (value > cut ? 2 : value > -cut ? 1 : 0);
    const truths = {
      hairStyle: faces.map(({ person }) => HAIR_STYLES.indexOf(person.hairStyle)),
      hairColour: faces.map(({ person }) =>
        person.hairStyle === 'bald' ? 0 : 1 + HAIR_COLOURS.indexOf(person.hairColour),
      ),
      glasses: faces.map(({ glasses }) => Number(glasses)),
      yaw: faces.map(({ yaw }) => side(yaw, 10)),
      light: faces.map(({ lightAzimuth }) => side(lightAzimuth, 23)),
      skin: faces.map(({ person }) => Number(person.skin > 0.5)),
    };
    for (const [name, truth] of Object.entries(truths)) {
      const read = readings[name as keyof typeof truths];
      const share = truth.filter((value, i) => value === read[i]).length / truth.length;
      assert.ok(share > 6 / 7, `${name}: ${share}`);
    }
  });
});
