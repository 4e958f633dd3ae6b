import { hierarchy, tree } from 'd3-hierarchy';

export interface Shape {
  id: string;
  children: Shape[];
}

export interface Spot {
  id: string;
  x: number;
  y: number;
  parent: string;
}

export interface Plan {
  spots: Spot[];
  width: number;
  height: number;
}

export const CARD = { width: 232, height: 68, across: 296, down: 84 };

/** Places cards from left to right, owners before what they own. */
export function plan(root: Shape): Plan {
  const placed = tree<Shape>().nodeSize([CARD.down, CARD.across])(hierarchy(root));
  const spots: Spot[] = [];
  let top = Infinity;
  let bottom = -Infinity;
  let right = 0;
  placed.each((node) => {
    top = Math.min(top, node.x);
    bottom = Math.max(bottom, node.x);
    right = Math.max(right, node.y);
  });
  placed.each((node) => {
    spots.push({ id: node.data.id, x: Math.round(node.y) + 24, y: Math.round(node.x - top) + 24, parent: node.parent?.data.id ?? '' });
  });
  return { spots, width: right + CARD.width + 48, height: bottom - top + CARD.height + 48 };
}
