// args: experiment task-prefix method seed overrides-json ({"SOUNDS": {...}})
import * as lib from '../lib';
import { SOUNDS_EXPERIMENT } from '../lib/experiments/sounds';
import { MUSEGAN_EXPERIMENT } from '../lib/experiments/musegan';
import { MOTION_EXPERIMENT } from '../lib/experiments/motion';
import { VIDEO_EXPERIMENT } from '../lib/experiments/video';
import { PERFORMER_EXPERIMENT } from '../lib/experiments/performer';
import { SOUNDS } from '../lib/experiments/sounds-run';
import { MUSEGAN, MUSEGAN_RULES } from '../lib/experiments/musegan-run';
import { MOTION } from '../lib/experiments/motion-run';
import { VIDEO } from '../lib/experiments/video-run';
import { PERFORMER } from '../lib/experiments/performer-run';
void lib;
const settings: any = { SOUNDS, MUSEGAN, MUSEGAN_RULES, MOTION, VIDEO, PERFORMER };
const assign = (to: any, from: any) => { for (const [k, v] of Object.entries(from)) if (v && typeof v === 'object' && !Array.isArray(v) && to[k]) assign(to[k], v); else to[k] = v; };
async function main() {
  const [exp, task, name, seed, json = '{}'] = process.argv.slice(2);
  assign(settings, JSON.parse(json));
  const e = [SOUNDS_EXPERIMENT, MUSEGAN_EXPERIMENT, MOTION_EXPERIMENT, VIDEO_EXPERIMENT, PERFORMER_EXPERIMENT].find((x) => x.name === exp)!;
  for (const m of e.methods) if (m.task.startsWith(task) && m.name === name) {
    console.log(JSON.stringify({ exp, name: m.name, seed, json, ...(await m.run(Number(seed))) }, (k, v) => typeof v === 'number' ? Number(v.toPrecision(4)) : v));
  }
}
void main();
