/** How a number went, small enough to stand beside it. The words say what the line shows; its values stand in a table nearby. */
export function TrendLine({ label, values }: { label: string; values: readonly number[] }) {
  const most = Math.max(1, ...values);
  const width = 96;
  const height = 28;
  const at = (value: number, index: number) => {
    const x = values.length < 2 ? width : (index / (values.length - 1)) * (width - 4) + 2;
    return [x, height - 3 - (value / most) * (height - 6)] as const;
  };
  const points = values.map(at);
  const last = points.at(-1);
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={label}>
      <title>{label}</title>
      <line x1="0" x2={width} y1={height - 1} y2={height - 1} className="stroke-line" />
      {points.length > 1 && (
        <polyline
          points={points.map((point) => point.join(",")).join(" ")}
          fill="none"
          strokeWidth="1.5"
          className="stroke-accent"
        />
      )}
      {last && <circle cx={last[0]} cy={last[1]} r="2" className="fill-accent" />}
    </svg>
  );
}
