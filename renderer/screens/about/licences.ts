// The main works inside the app and their terms; the full list lies beside the program.

export const licences = [
  { name: 'React', licence: 'MIT', holder: 'Meta Platforms, Inc. and affiliates' },
  { name: 'Material UI', licence: 'MIT', holder: 'Call-Em-All' },
  { name: 'Emotion', licence: 'MIT', holder: 'Emotion team and other contributors' },
  { name: 'Zustand', licence: 'MIT', holder: 'Paul Henschel' },
  { name: 'i18next, react-i18next', licence: 'MIT', holder: 'i18next' },
  { name: 'uPlot', licence: 'MIT', holder: 'Leon Sorokin' },
  { name: 'Zod', licence: 'MIT', holder: 'Colin McDonnell' },
  { name: 'ipaddr.js', licence: 'MIT', holder: 'whitequark' },
  { name: 'Electron', licence: 'MIT', holder: 'Electron contributors' },
  { name: 'Inter', licence: 'OFL 1.1', holder: 'The Inter Project Authors' },
  { name: 'JetBrains Mono', licence: 'OFL 1.1', holder: 'The JetBrains Mono Project Authors' },
] as const;
