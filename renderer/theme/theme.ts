// The look of every control, once: tone and line in place of shadow, 10 px corners, sentence case, a focus ring
// that is seen. Colours come from palette.ts as CSS variables, so a change of scheme needs no new render.
import { createTheme } from '@mui/material';
import { darkColours, lightColours } from '../../shared/reading/colours.ts';
import { fieldStyles } from './field-styles.ts';
import { paletteOf } from './palette.ts';
import { surfaceStyles } from './surface-styles.ts';

const words = '"Inter Variable", "Inter", system-ui, sans-serif';
const bytes = '"JetBrains Mono Variable", "JetBrains Mono", ui-monospace, monospace';

const head = (px: number, lineHeight: number, letterSpacing: string) => ({
  fontSize: `${px / 16}rem`,
  lineHeight,
  letterSpacing,
  fontWeight: 650,
});

/** Durations in ms; nothing in the window moves longer. */
export const motion = { quick: 150, usual: 200 } as const;

export const theme = createTheme({
  cssVariables: { cssVarPrefix: 'sip', colorSchemeSelector: '[data-scheme="%s"]' },
  colorSchemes: {
    light: { palette: paletteOf(lightColours) },
    dark: { palette: paletteOf(darkColours) },
  },
  spacing: 8,
  shape: { borderRadius: 10 },
  shadows: Array(25).fill('none') as never,
  breakpoints: { values: { xs: 0, sm: 480, md: 720, lg: 1000, xl: 1360 } },
  transitions: { duration: { shortest: motion.quick, shorter: motion.quick, short: motion.usual } },
  typography: {
    fontFamily: words,
    fontWeightMedium: 550,
    fontWeightBold: 650,
    h1: head(34, 1.2, '-0.022em'),
    h2: head(26, 1.25, '-0.018em'),
    h3: head(20, 1.35, '-0.012em'),
    h4: head(16, 1.5, '-0.006em'),
    body1: { fontSize: '1rem', lineHeight: 1.5 },
    body2: { fontSize: '0.875rem', lineHeight: 1.5 },
    caption: { fontSize: '0.8125rem', lineHeight: 1.45 },
    button: { fontSize: '0.9375rem', fontWeight: 600, textTransform: 'none', letterSpacing: 0 },
    mono: {
      fontFamily: bytes,
      fontSize: '0.875rem',
      lineHeight: 1.6,
      fontVariantNumeric: 'tabular-nums',
      fontVariantLigatures: 'none',
    },
  },
  components: { ...surfaceStyles, ...fieldStyles },
});
