// Controls one looks at: page, buttons, folds, dialogs, tables, bars.
import type { Components, Theme } from '@mui/material';

type Styles = Components<Theme>;

/** The ring of a focused thing: two tones, so it is seen on every ground. */
export const focusRing = (theme: Theme) => ({
  outline: `2px solid ${theme.vars.palette.primary.main}`,
  outlineOffset: 2,
});

const page: Styles['MuiCssBaseline'] = {
  styleOverrides: (theme: Theme) => ({
    html: { backgroundColor: theme.vars.palette.background.default },
    body: { fontFeatureSettings: '"cv05", "cv08", "ss03"', WebkitFontSmoothing: 'antialiased' },
    ':focus-visible': focusRing(theme),
    // A heading takes the focus when a screen opens; that is for readers, not for eyes.
    'h1:focus, h1:focus-visible': { outline: 'none' },
    '::selection': { backgroundColor: theme.vars.palette.accentSoft },
    '@media (prefers-reduced-motion: reduce)': {
      '*, *::before, *::after': {
        animationDuration: '0.01ms !important',
        animationIterationCount: '1 !important',
        transitionDuration: '0.01ms !important',
        scrollBehavior: 'auto !important',
      },
    },
  }),
};

const button: Styles['MuiButton'] = {
  defaultProps: { disableElevation: true },
  styleOverrides: {
    root: ({ theme }) => ({
      minHeight: 44,
      paddingInline: 20,
      borderRadius: 10,
      whiteSpace: 'normal',
      '&:focus-visible': focusRing(theme),
      variants: [
        {
          props: { variant: 'contained' },
          style: { '&:hover': { backgroundColor: theme.vars.palette.primary.dark } },
        },
        {
          props: { variant: 'outlined' },
          style: {
            color: theme.vars.palette.text.primary,
            borderColor: theme.vars.palette.lineStrong,
            '&:hover': { borderColor: theme.vars.palette.text.primary, backgroundColor: 'transparent' },
          },
        },
        {
          props: { variant: 'text' },
          style: {
            minWidth: 0,
            paddingInline: 12,
            '&:hover': { backgroundColor: theme.vars.palette.accentSoft },
          },
        },
        { props: { size: 'small' }, style: { minHeight: 36, paddingInline: 12, fontSize: '0.875rem' } },
      ],
    }),
  },
};

const accordion: Styles = {
  MuiAccordion: {
    defaultProps: { disableGutters: true, square: true, elevation: 0 },
    styleOverrides: {
      root: ({ theme }) => ({
        backgroundColor: 'transparent',
        borderBlockStart: `1px solid ${theme.vars.palette.line}`,
        '&::before': { display: 'none' },
        '&:last-of-type': { borderBlockEnd: `1px solid ${theme.vars.palette.line}` },
      }),
    },
  },
  MuiAccordionSummary: {
    styleOverrides: {
      root: ({ theme }) => ({
        minHeight: 56,
        padding: 0,
        ...theme.typography.body1,
        fontWeight: 550,
        '&:focus-visible': { ...focusRing(theme), backgroundColor: 'transparent' },
      }),
      content: { marginBlock: 12 },
    },
  },
  MuiAccordionDetails: { styleOverrides: { root: { padding: 0, paddingBlockEnd: 24 } } },
};

const surfaces: Styles = {
  MuiPaper: {
    defaultProps: { elevation: 0 },
    styleOverrides: { root: { backgroundImage: 'none' } },
  },
  MuiDialog: {
    styleOverrides: {
      paper: ({ theme }) => ({ border: `1px solid ${theme.vars.palette.line}`, padding: 8 }),
      // It takes the focus for readers; the ring belongs to the buttons inside.
      container: { outline: 'none' },
    },
  },
  MuiDialogTitle: { styleOverrides: { root: { fontWeight: 650 } } },
  MuiMenu: {
    styleOverrides: {
      paper: ({ theme }) => ({ border: `1px solid ${theme.vars.palette.lineStrong}`, marginBlockStart: 4 }),
    },
  },
  MuiTooltip: {
    defaultProps: { arrow: false, enterDelay: 400 },
    styleOverrides: {
      tooltip: ({ theme }) => ({
        fontSize: '0.8125rem',
        lineHeight: 1.45,
        padding: '8px 12px',
        color: theme.vars.palette.background.default,
        backgroundColor: theme.vars.palette.text.primary,
      }),
    },
  },
  MuiLinearProgress: {
    styleOverrides: {
      root: ({ theme }) => ({ height: 4, borderRadius: 2, backgroundColor: theme.vars.palette.line }),
      bar: { borderRadius: 2 },
    },
  },
  MuiTableCell: {
    styleOverrides: {
      root: ({ theme }) => ({
        borderBlockEnd: `1px solid ${theme.vars.palette.line}`,
        paddingInline: 0,
        paddingInlineEnd: 16,
        paddingBlock: 8,
        '&:last-child': { paddingInlineEnd: 0 },
      }),
      head: ({ theme }) => ({ color: theme.vars.palette.quiet, fontWeight: 550 }),
    },
  },
};

export const surfaceStyles: Styles = {
  MuiCssBaseline: page,
  MuiButtonBase: { defaultProps: { disableRipple: true } },
  MuiButton: button,
  MuiIconButton: {
    styleOverrides: {
      root: ({ theme }) => ({ borderRadius: 10, color: 'inherit', '&:focus-visible': focusRing(theme) }),
    },
  },
  MuiLink: {
    defaultProps: { underline: 'always' },
    styleOverrides: { root: { textUnderlineOffset: '0.2em', textDecorationThickness: 1 } },
  },
  ...accordion,
  ...surfaces,
};
