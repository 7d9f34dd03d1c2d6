/** Cameras want dark on light with a light margin, so this stays white whatever the theme. */
export function QrCode({ svg, label }: { svg: string; label: string }) {
  return (
    <div
      role="img"
      aria-label={label}
      className="w-fit rounded-lg border border-line bg-white p-4 [&_svg]:block [&_svg]:size-44"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by our own server from digits and letters
      dangerouslySetInnerHTML={{ __html: svg }}
    />
  );
}
