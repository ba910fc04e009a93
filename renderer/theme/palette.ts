// The colours of the instrument as the widgets get them, and their names for the type checker.

import type { lightColours } from '../../shared/reading/colours.ts';

/** Colours beside the usual ones of MUI; each exists in both schemes. */
type InstrumentColours = {
  /** A message was changed on the way. */
  readonly edited: string;
  readonly editedSoft: string;
  /** The line itself is the trouble: loss, blocking. */
  readonly lineProblem: string;
  readonly lineProblemSoft: string;
  /** Came back as it was sent. */
  readonly clean: string;
  readonly cleanSoft: string;
  /** Not tested, or no statement possible. */
  readonly unknown: string;
  /** Hairlines that separate. */
  readonly line: string;
  /** Borders of things that can be used: 3:1 against the ground. */
  readonly lineStrong: string;
  /** Second voice. */
  readonly quiet: string;
  /** One tone above the ground: fields, tiles, menus. */
  readonly surface: string;
  /** One tone below the ground: code, tables. */
  readonly sunken: string;
  readonly accentSoft: string;
};

/** The palette that MUI gets, for one scheme. */
export function paletteOf(colours: Record<keyof typeof lightColours, string>) {
  const { ground, ink, accent, accentStrong, onAccent, ...instrument } = colours;
  return {
    ...(instrument satisfies InstrumentColours),
    background: { default: ground, paper: instrument.surface },
    text: { primary: ink, secondary: instrument.quiet, disabled: instrument.lineStrong },
    primary: { main: accent, dark: accentStrong, light: accent, contrastText: onAccent },
    secondary: { main: ink, contrastText: ground },
    error: { main: instrument.edited, contrastText: ground },
    warning: { main: instrument.lineProblem, contrastText: ground },
    success: { main: instrument.clean, contrastText: ground },
    info: { main: accent, contrastText: onAccent },
    divider: instrument.line,
  };
}

declare module '@mui/material/styles' {
  interface Palette extends InstrumentColours {}
  interface PaletteOptions extends Partial<InstrumentColours> {}
  interface CssThemeVariables {
    enabled: true;
  }
  interface TypographyVariants {
    mono: React.CSSProperties;
  }
  interface TypographyVariantsOptions {
    mono?: React.CSSProperties;
  }
}
declare module '@mui/material/Typography' {
  interface TypographyPropsVariantOverrides {
    mono: true;
  }
}
