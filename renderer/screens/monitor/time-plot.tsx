// A plot over time in uPlot: made once, fed with every reading, remade when language or colours change. It is a picture
// for the eye; words and table beside it say the same.
import { Box } from '@mui/material';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import type { PlotPicture } from './plot-data.ts';

/** Options without what the page decides: the width. */
export type PlotOptions = Omit<uPlot.Options, 'width'>;

/** Options for a plot that asks for its picture while it draws. */
export type MakeOptions = (picture: () => PlotPicture) => PlotOptions;

type TimePlotProps = {
  readonly label: string;
  readonly heightPx: number;
  /** Keeps its identity as long as the plot may live. */
  readonly make: MakeOptions;
  readonly picture: PlotPicture;
  /** Which columns of the picture are the series. */
  readonly pick: (picture: PlotPicture) => uPlot.AlignedData;
};

export function TimePlot({ label, heightPx, make, picture, pick }: TimePlotProps) {
  const holder = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const latest = useRef(picture);
  useEffect(() => {
    const element = holder.current;
    if (element === null) return;
    const options = { ...make(() => latest.current), width: element.clientWidth };
    const made = new uPlot(options, pick(latest.current), element);
    plot.current = made;
    const watch = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height: heightPx }));
    watch.observe(element);
    return () => {
      watch.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [make, pick, heightPx]);
  useEffect(() => {
    latest.current = picture;
    plot.current?.setData(pick(picture));
  }, [picture, pick]);
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a canvas with axes, not an image file
    <Box role="img" aria-label={label} ref={holder} sx={{ height: heightPx, minWidth: 0 }} />
  );
}
