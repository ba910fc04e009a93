// The one style sheet of every document: the instrument's look without its fonts, which a file of its own cannot bring.
import { darkColours, lightColours } from '../reading/colours.ts';
import { placeOf, segments, stationHalfPx } from '../reading/path-reading.ts';

const variables = (colours: Readonly<Record<string, string>>): string =>
  Object.entries(colours)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';');

/** Paper is white, whatever the screen was. */
const paperColours = { ...lightColours, ground: '#FFFFFF', sunken: '#F6F6F2' };

const words = `
*{box-sizing:border-box}
html{color-scheme:light dark;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:400 16px/1.5 "Inter Variable",Inter,"Segoe UI",system-ui,-apple-system,"Liberation Sans",Arial,sans-serif}
main{max-width:760px;margin:0 auto;padding:40px 24px 64px}
h1,h2,h3,p,dl,dd,ul,ol,table,figure,pre{margin:0;padding:0}
h1{font-size:30px;line-height:1.2;font-weight:650;letter-spacing:-.01em;margin-block:36px 10px;text-wrap:balance}
h2{font-size:22px;line-height:1.3;font-weight:650;margin-block:52px 14px}
h3{font-size:16px;line-height:1.4;font-weight:650;margin-block:28px 8px}
h3.aside{font-size:14px;font-weight:450;color:var(--quiet)}
p{max-width:68ch;text-wrap:pretty}
p+p{margin-block-start:8px}
strong{font-weight:650}
.lead{font-size:18px}
.quiet,figcaption .quiet{color:var(--quiet)}
.small{font-size:14px}
.note{border-inline-start:3px solid var(--lineStrong);padding-inline-start:16px;margin-block-start:20px}
.brand{display:flex;flex-wrap:wrap;justify-content:space-between;gap:4px 24px;padding-block-end:12px;margin-block-end:40px;border-block-end:1px solid var(--line);font-size:14px;color:var(--quiet)}
.brand strong{color:var(--ink)}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.steps{padding-inline-start:1.4em}
.steps li{padding-block:2px;max-width:62ch}
.steps.one{list-style:none;padding-inline-start:0}
.plain{list-style:none}
.plain>li+li{margin-block-start:14px}
footer{margin-block-start:56px;padding-block-start:14px;border-block-start:1px solid var(--line);font-size:14px;color:var(--quiet)}
`;

const evidence = `
.mono,.bytes dd,.bytes dt.mono,pre{font-family:"JetBrains Mono Variable","JetBrains Mono",ui-monospace,"Cascadia Mono",Menlo,Consolas,"Liberation Mono",monospace;font-variant-numeric:tabular-nums}
.finding+.finding{margin-block-start:32px}
.finding>p:first-child{font-weight:550}
.finding>p.small:last-child{margin-block-start:8px}
.bytes{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:10px 20px;background:var(--sunken);border-radius:10px;padding:16px 20px;margin-block:12px 10px}
.bytes dt{color:var(--quiet);font-size:14px;line-height:24px;text-align:end}
.bytes dd{color:var(--quiet);font-size:14px;line-height:24px;overflow-wrap:anywhere}
mark{color:var(--edited);background:var(--editedSoft);font-weight:650;text-decoration:underline 2px;text-underline-offset:4px;text-decoration-skip-ink:none;border-radius:3px;-webkit-box-decoration-break:clone;box-decoration-break:clone}
.left-out{font-family:inherit;font-style:italic}
figcaption{overflow-wrap:anywhere}
`;

const tables = `
table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:7px 0;text-align:start;vertical-align:baseline;font-weight:400;border-block-start:1px solid var(--line);overflow-wrap:anywhere}
td{padding-inline-start:20px;text-align:end}
td.words{text-align:start;color:var(--quiet);width:55%}
th small{display:block;font-size:13px;color:var(--quiet)}
th.group{border:0;padding-block-start:20px;font-weight:550}
td .class{color:var(--quiet)}
.way{display:grid;grid-template-columns:24px minmax(0,1fr);column-gap:12px}
svg.sign{width:22px;height:22px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.tone-edited{color:var(--edited)}.tone-clean{color:var(--clean)}.tone-lineProblem{color:var(--lineProblem)}.tone-unknown{color:var(--unknown)}
details{border-block:1px solid var(--line)}
summary{padding-block:14px;cursor:pointer;font-weight:550}
summary:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:4px}
pre{font-size:12.5px;line-height:1.5;white-space:pre-wrap;overflow-wrap:anywhere;background:var(--sunken);border-radius:10px;border-inline-start:3px solid var(--accent);padding:14px 16px;margin-block:6px 24px}
pre.sent{border-inline-start-color:var(--lineStrong)}
.on-paper{display:none}
`;

const picture = `
.picture{padding-inline:${stationHalfPx - 4}px}
.bracket{position:relative;display:grid;min-height:30px;align-items:end}
.bracket i{position:absolute;bottom:-10px;height:10px;border:2px solid;border-block-end:0;border-radius:5px 5px 0 0}
.bracket i.tentative{border-style:dashed}
.bracket b{display:flex;align-items:center;gap:8px;padding-block-end:6px;font-size:15px;font-weight:550;line-height:1.3}
.bracket svg.sign{width:26px;height:26px;flex:none}
.way-line{display:block;width:100%;height:68px;overflow:visible;fill:none;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.way-line .piece{stroke:currentColor}
.way-line .bar{fill:var(--lineStrong)}.way-line .bar.clean{fill:var(--clean)}.way-line .bar.tunnel{fill:var(--line)}
.way-line .dashed{stroke-dasharray:1 9}
.way-line .tube{stroke:var(--ink)}
.way-line .outer{x:-4px;width:calc(100% + 8px)}.way-line .inner{x:4px;width:calc(100% - 8px)}
.way-line .station{stroke:var(--ink)}.way-line .faded{stroke:var(--lineStrong)}
.way-line .ground{fill:var(--ground);stroke:none}
.way-line .body{fill:var(--surface)}
${segments.map((segment) => `.at-${segment}{x:calc(${placeOf(segment)} + ${stationHalfPx}px);width:calc(${placeOf(1)} - ${2 * stationHalfPx}px)}`).join('')}
.stations{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,2fr) minmax(0,2fr) minmax(0,1fr);margin-block-start:8px;font-size:15px;line-height:1.35}
.stations span:nth-child(1){width:max-content;margin-inline-start:-${stationHalfPx - 4}px}
.stations span:nth-child(2),.stations span:nth-child(3){text-align:center;max-width:90px;justify-self:center}
.stations span:nth-child(4){justify-self:end;width:max-content;max-width:176px;margin-inline-end:-${stationHalfPx - 4}px;text-align:end;overflow-wrap:anywhere}
p.demo{display:flex;flex-wrap:wrap;max-width:none;align-items:baseline;gap:4px 10px;margin-block-start:16px;font-size:14px;color:var(--quiet)}
p.demo b{padding-inline:8px;border:1px solid var(--lineStrong);border-radius:6px;color:var(--ink);font-weight:550}
`;

const letter = `
.letter{max-width:640px}
.letter h1{font-size:24px;margin-block:0 24px}
.letter p{margin-block-start:14px}
.letter .bytes{margin-block:8px 6px}
`;

const narrow = `
@media screen and (max-width:560px){
td{min-width:8.5em}
main{padding:24px 16px 48px}
h1{font-size:25px}
.bytes{grid-template-columns:minmax(0,1fr);padding:14px 16px;row-gap:2px}
.bytes dt{text-align:start}.bytes dd{margin-block-end:10px}
.stations{font-size:13px}.stations span:nth-child(1){max-width:72px}.stations span:nth-child(4){max-width:96px}
}
`;

const paper = `
@page{margin:17mm 16mm 18mm}
@media print{
:root{${variables(paperColours)};color-scheme:light}
body{font-size:10.5pt;line-height:1.45;-webkit-print-color-adjust:exact;print-color-adjust:exact}
main{max-width:none;padding:0}
.brand{margin-block-end:24px}
h1{font-size:21pt;margin-block-start:24px}h2{font-size:14.5pt;margin-block-start:30px}h3{font-size:10.5pt;margin-block-start:18px}
.lead{font-size:12pt}.small,footer,.brand,.bytes dt,.bytes dd{font-size:9.5pt}
h1,h2,h3,th.group{break-after:avoid}
tr,li,.note,.bytes,.picture,.way{break-inside:avoid}
li.finding{break-inside:auto}.finding>p:nth-child(-n+2):not(:last-child){break-after:avoid}
tr:last-child:not(:first-child){break-before:avoid}
figcaption,.finding>p{break-inside:avoid;orphans:3;widows:3}
pre{font-size:8pt;padding:8px 12px}
pre span{break-inside:avoid}
details:not([open]){display:none}
details:not([open])+.on-paper{display:block}
th,td{padding-block:4px}
}
`;

/** The style sheet: light and dark on a screen, always light on paper. */
export const styleSheet = [
  `:root{${variables(lightColours)}}`,
  `@media (prefers-color-scheme:dark){:root{${variables(darkColours)}}}`,
  words,
  evidence,
  tables,
  picture,
  letter,
  narrow,
  paper,
]
  .join('')
  .replace(/\n/g, '');
