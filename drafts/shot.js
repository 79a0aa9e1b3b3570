const { chromium } = require('playwright-core');
(async () => {
  const [file, out, from = 0, height = 3000, width = 1000] = process.argv.slice(2);
  const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  const p = await b.newPage({ viewport: { width: Number(width), height: 900 } });
  const errors = []; p.on('console', (m) => m.type() === 'error' && errors.push(m.text())); p.on('pageerror', (e) => errors.push(String(e)));
  await p.goto('file://' + file); await p.waitForTimeout(1500);
  const h = await p.evaluate(() => document.documentElement.scrollHeight);
  console.log('height', h, 'errors', errors);
  await p.screenshot({ path: out, fullPage: true, clip: { x: 0, y: Number(from), width: Number(width), height: Math.min(Number(height), h - from) } });
  await b.close();
})();
