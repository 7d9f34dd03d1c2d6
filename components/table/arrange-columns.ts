import type { Column, ColumnChoice } from "./column";

export function defaultChoice<Row>(columns: Column<Row>[]): ColumnChoice {
  return {
    order: columns.map((column) => column.key),
    hidden: columns.filter((column) => column.hidden).map((column) => column.key),
  };
}

/** The choice that shows just these columns, in this order. */
export function choiceOf<Row>(columns: Column<Row>[], shown: readonly string[]): ColumnChoice {
  const hidden = columns.map((column) => column.key).filter((key) => !shown.includes(key));
  return { order: [...shown, ...hidden], hidden };
}

/** The columns in the chosen order. One that the choice does not know yet stands where it was declared. */
export function orderColumns<Row>(columns: Column<Row>[], choice: ColumnChoice): Column<Row>[] {
  const [first, ...rest] = columns;
  if (!first) return [];
  const place = (column: Column<Row>) => {
    const at = choice.order.indexOf(column.key);
    return at === -1 ? columns.indexOf(column) : at;
  };
  return [first, ...rest.toSorted((one, other) => place(one) - place(other))];
}

export function visibleColumns<Row>(columns: Column<Row>[], choice: ColumnChoice): Column<Row>[] {
  return orderColumns(columns, choice).filter(
    (column, index) => index === 0 || column.hideable === false || !choice.hidden.includes(column.key),
  );
}

export function moveColumn<Row>(
  columns: Column<Row>[],
  choice: ColumnChoice,
  key: string,
  by: 1 | -1,
): ColumnChoice {
  const order = orderColumns(columns, choice).map((column) => column.key);
  const at = order.indexOf(key);
  const to = at + by;
  const other = order[to];
  if (at < 1 || to < 1 || other === undefined) return choice;
  order[at] = other;
  order[to] = key;
  return { ...choice, order };
}
