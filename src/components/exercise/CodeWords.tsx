/** A sentence whose names of code are in backticks. */
export function CodeWords({ text }: { text: string }) {
  return text
    .split("`")
    .map((piece, place) =>
      place % 2 === 1 ? (
        <code key={place}>{piece}</code>
      ) : (
        <span key={place}>{piece}</span>
      ),
    );
}
