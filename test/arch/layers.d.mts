export const layers: Readonly<Record<string, readonly string[]>>;
export const packagesOf: Readonly<Record<string, readonly string[]>>;
