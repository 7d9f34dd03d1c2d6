/** Pixels of the matrix: what is drawn is worked out from them. */
export const cellSize = 36;
export const nameWidth = 220;
export const headHeight = 252;
export const areaHeight = 24;
