// What uPlot does not draw by itself: losses as marks on the baseline, and hatching where this computer was busy.
import type uPlot from 'uplot';
import type { LossMark, Span } from './plot-data.ts';

/** Heights of a mark, CSS px: the least one is seen, the whole one means that nothing came back. */
const markPx = { least: 5, whole: 22, narrowest: 3 } as const;
const hatchStepPx = 7;

function boxOf(plot: uPlot, { from, to }: Span) {
  // Whole pixels, so that neighbours join without a seam.
  const left = Math.floor(plot.valToPos(from, 'x', true));
  return { left, width: Math.max(0, Math.ceil(plot.valToPos(to, 'x', true)) - left) };
}

/** Marks that stand on the baseline, higher where more was lost. */
export function drawLosses(plot: uPlot, losses: readonly LossMark[], colour: string): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.fillStyle = colour;
  for (const loss of losses) {
    const { left, width } = boxOf(plot, loss);
    const height = (markPx.least + (markPx.whole - markPx.least) * loss.ratio) * ratio;
    const wide = Math.max(width, markPx.narrowest * ratio);
    ctx.fillRect(left, bbox.top + bbox.height - height, wide, height);
  }
  ctx.restore();
}

/** Diagonal lines over the whole height, below everything else. */
export function drawBusy(plot: uPlot, spans: readonly Span[], colour: string): void {
  const { ctx, bbox } = plot;
  const step = hatchStepPx * devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.lineWidth = devicePixelRatio;
  for (const span of spans) {
    const { left, width } = boxOf(plot, span);
    ctx.save();
    ctx.beginPath();
    ctx.rect(left, bbox.top, Math.max(width, step), bbox.height);
    ctx.clip();
    ctx.beginPath();
    // Over the whole plot, so that neighbouring spans join without a seam.
    for (let x = bbox.left - bbox.height; x < bbox.left + bbox.width; x += step) {
      ctx.moveTo(x, bbox.top + bbox.height);
      ctx.lineTo(x + bbox.height, bbox.top);
    }
    ctx.stroke();
    ctx.restore();
  }
  ctx.restore();
}
