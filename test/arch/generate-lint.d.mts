export const lintConfigText: string;
