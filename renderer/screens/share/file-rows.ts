// A long text as rows of one height, so that only those in sight need to be drawn. Pure.

export type FileRow = {
  /** Number of the line that begins here, from 1; null where a long line goes on. */
  readonly line: number | null;
  readonly text: string;
};

/** Every line in pieces of at most `widthChars`; together they are the text without its line ends. */
export function rowsOf(text: string, widthChars: number): readonly FileRow[] {
  return text
    .replace(/\n$/, '')
    .split('\n')
    .flatMap((line, i) => {
      const pieces = Math.max(1, Math.ceil(line.length / widthChars));
      return Array.from({ length: pieces }, (_, piece) => ({
        line: piece === 0 ? i + 1 : null,
        text: line.slice(piece * widthChars, (piece + 1) * widthChars),
      }));
    });
}

/** Numbers of the rows in which the wanted text begins, in order; capitals do not count. None for an empty text. */
export function rowsWith(rows: readonly FileRow[], wanted: string): readonly number[] {
  if (wanted === '') return [];
  const low = wanted.toLowerCase();
  return rows.flatMap((row, i) => {
    // What begins at the end of a row may go on in those below it.
    let rest = row.text;
    for (let next = i + 1; rest.length < row.text.length + low.length - 1; next++) {
      const following = rows[next];
      if (following === undefined || following.line !== null) break;
      rest += following.text;
    }
    const found = rest.toLowerCase().indexOf(low);
    return found >= 0 && found < row.text.length ? [i] : [];
  });
}
