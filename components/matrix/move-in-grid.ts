export interface GridPlace {
  row: number;
  column: number;
}

/** Where a key leads in a grid (ARIA Authoring Practices, "Grid"); null for a key that leads nowhere. */
export function moveInGrid(
  { row, column }: GridPlace,
  key: string,
  ctrl: boolean,
  size: { rows: number; columns: number; page: number },
): GridPlace | null {
  const within = (place: GridPlace): GridPlace => ({
    row: Math.max(0, Math.min(size.rows - 1, place.row)),
    column: Math.max(0, Math.min(size.columns - 1, place.column)),
  });
  switch (key) {
    case "ArrowUp":
      return within({ row: row - 1, column });
    case "ArrowDown":
      return within({ row: row + 1, column });
    case "ArrowLeft":
      return within({ row, column: column - 1 });
    case "ArrowRight":
      return within({ row, column: column + 1 });
    case "PageUp":
      return within({ row: row - size.page, column });
    case "PageDown":
      return within({ row: row + size.page, column });
    case "Home":
      return within({ row: ctrl ? 0 : row, column: 0 });
    case "End":
      return within({ row: ctrl ? size.rows - 1 : row, column: size.columns - 1 });
    default:
      return null;
  }
}
