// Controls one fills in: fields, ticks, choices, menus.
import type { Components, Theme } from '@mui/material';
import { focusRing } from './surface-styles.ts';

export const fieldStyles: Components<Theme> = {
  MuiOutlinedInput: {
    // The label stands above the field, so the border needs no gap.
    defaultProps: { notched: false },
    styleOverrides: {
      root: ({ theme }) => ({
        backgroundColor: theme.vars.palette.surface,
        '&:hover .MuiOutlinedInput-notchedOutline': { borderColor: theme.vars.palette.text.primary },
      }),
      notchedOutline: ({ theme }) => ({
        borderColor: theme.vars.palette.lineStrong,
        '& legend': { display: 'none' },
        top: 0,
      }),
      input: { paddingBlock: 12 },
    },
  },
  MuiInputLabel: {
    defaultProps: { shrink: true },
    styleOverrides: {
      root: ({ theme }) => ({
        position: 'static',
        transform: 'none',
        marginBlockEnd: 8,
        fontWeight: 550,
        fontSize: '0.9375rem',
        lineHeight: 1.5,
        whiteSpace: 'normal',
        color: theme.vars.palette.text.primary,
        '&.Mui-focused, &.Mui-error': { color: theme.vars.palette.text.primary },
      }),
    },
  },
  MuiFormHelperText: {
    styleOverrides: { root: { marginInline: 0, marginBlockStart: 6, fontSize: '0.875rem', lineHeight: 1.5 } },
  },
  MuiFormLabel: {
    styleOverrides: {
      root: ({ theme }) => ({
        fontWeight: 550,
        color: theme.vars.palette.text.primary,
        '&.Mui-focused': { color: theme.vars.palette.text.primary },
      }),
    },
  },
  MuiCheckbox: {
    styleOverrides: {
      root: ({ theme }) => ({
        color: theme.vars.palette.lineStrong,
        '&.Mui-focusVisible': { ...focusRing(theme), outlineOffset: -4 },
      }),
    },
  },
  MuiRadio: {
    styleOverrides: {
      root: ({ theme }) => ({
        color: theme.vars.palette.lineStrong,
        '&.Mui-focusVisible': { ...focusRing(theme), outlineOffset: -4 },
      }),
    },
  },
  MuiMenuItem: {
    styleOverrides: {
      root: ({ theme }) => ({
        minHeight: 40,
        whiteSpace: 'normal',
        '&.Mui-focusVisible': { ...focusRing(theme), outlineOffset: -2 },
      }),
    },
  },
  MuiToggleButton: {
    styleOverrides: {
      root: ({ theme }) => ({
        minHeight: 44,
        paddingInline: 16,
        borderColor: theme.vars.palette.lineStrong,
        color: theme.vars.palette.text.primary,
        textTransform: 'none',
        '&:focus-visible': { ...focusRing(theme), zIndex: 1 },
        '&.Mui-selected, &.Mui-selected:hover': {
          color: theme.vars.palette.primary.main,
          backgroundColor: theme.vars.palette.accentSoft,
        },
      }),
    },
  },
};
