// Draws shapes that are kept as data.
import { createElement } from 'react';
import type { Shape } from '../../shared/reading/shapes.ts';

export const Shapes = ({ shapes }: { readonly shapes: readonly Shape[] }) =>
  // Drawings are fixed: an element has no name but its place.
  shapes.map(([tag, attributes], index) => createElement(tag, { key: index, ...attributes }));
