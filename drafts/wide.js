const { chromium } = require('playwright-core');
(async () => {
  const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  for (const file of process.argv.slice(2)) {
    const p = await b.newPage({ viewport: { width: 1280, height: 900 } });
    await p.goto('file://' + file); await p.waitForTimeout(1200);
    const wide = await p.evaluate(() => [...document.querySelectorAll('.katex-display, mjx-container[display="true"]')].map((e) => [e.scrollWidth, e.clientWidth, e.textContent.slice(0, 60)]).filter(([s, c]) => s > c));
    console.log(file.split('/').pop(), wide);
    await p.close();
  }
  await b.close();
})();
