// The colours of the instrument, one table per scheme, and their names for the type checker. A colour never
// carries a meaning alone: whoever uses `edited`, `clean` or `lineProblem` adds a shape or a word.

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

export const lightColours = {
  ground: '#FAFAF7',
  ink: '#16202E',
  accent: '#0B6E7F',
  accentStrong: '#095968',
  onAccent: '#FFFFFF',
  edited: '#B3401A',
  editedSoft: '#F9EAE3',
  lineProblem: '#8A5A00',
  lineProblemSoft: '#F7EFDC',
  clean: '#1F7A4D',
  cleanSoft: '#E5F2EA',
  unknown: '#5B6675',
  line: '#DDE1E6',
  lineStrong: '#7F8A98',
  quiet: '#5B6675',
  surface: '#FFFFFF',
  sunken: '#F2F2ED',
  accentSoft: '#E4F0F1',
} as const;

export const darkColours: Record<keyof typeof lightColours, string> = {
  ground: '#11161D',
  ink: '#E8EDF2',
  accent: '#5CC3D3',
  accentStrong: '#7FD2DF',
  onAccent: '#0C1B20',
  edited: '#FF9E7A',
  editedSoft: '#35231D',
  lineProblem: '#F2C14E',
  lineProblemSoft: '#322A17',
  clean: '#6FD6A0',
  cleanSoft: '#16302A',
  unknown: '#9BA8B7',
  line: '#2B3541',
  lineStrong: '#6E7C8C',
  quiet: '#9BA8B7',
  surface: '#19212B',
  sunken: '#0C1117',
  accentSoft: '#17303A',
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
