// Renders the drawings of this folder to what the installers need: png/*.png, icon.ico, icon.icns.
// Run `node assets/icons/make-icons.mjs` after changing an SVG; CHROMIUM names a browser, else Playwright's own is used.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';

const at = (name) => new URL(name, import.meta.url);
// Three drawings, because a small picture is not a large one made small.
const drawingFor = (size) => (size <= 16 ? 'icon-16.svg' : size <= 32 ? 'icon-small.svg' : 'icon.svg');
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const icoSizes = [16, 24, 32, 48, 64, 128, 256];
// The types that hold a PNG on every macOS we support; "@2x" types hold the double size.
const icnsTypes = [
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
];

/** PNG bytes by size. */
async function render() {
  const executablePath = process.env.CHROMIUM;
  const browser = await chromium.launch(executablePath ? { executablePath } : {});
  const pngs = new Map();
  for (const size of sizes) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const svg = readFileSync(at(drawingFor(size))).toString('base64');
    await page.setContent(
      `<body style="margin:0"><img style="display:block" width="${size}" src="data:image/svg+xml;base64,${svg}">`,
    );
    await page.locator('img').evaluate((image) => image.decode());
    pngs.set(size, await page.screenshot({ omitBackground: true }));
    await page.close();
  }
  await browser.close();
  return pngs;
}

/** A Windows icon file: header, one 16-byte entry a picture, pictures. */
function icoOf(pngs) {
  const head = Buffer.alloc(6 + 16 * icoSizes.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(icoSizes.length, 4);
  let offset = head.length;
  icoSizes.forEach((size, i) => {
    const at = 6 + 16 * i;
    // 0 stands for 256.
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(pngs.get(size).length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += pngs.get(size).length;
  });
  return Buffer.concat([head, ...icoSizes.map((size) => pngs.get(size))]);
}

/** A block of a macOS icon file: type, length with these eight bytes, content. */
function icnsBlock(type, content) {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(8 + content.length, 4);
  return Buffer.concat([head, content]);
}

const pngs = await render();
mkdirSync(at('png'), { recursive: true });
for (const [size, png] of pngs) writeFileSync(at(`png/${size}x${size}.png`), png);
writeFileSync(at('icon.ico'), icoOf(pngs));
writeFileSync(
  at('icon.icns'),
  icnsBlock('icns', Buffer.concat(icnsTypes.map(([type, size]) => icnsBlock(type, pngs.get(size))))),
);
