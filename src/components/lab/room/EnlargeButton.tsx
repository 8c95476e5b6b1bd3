/** Gives one part of the lab all of its room, and takes it back. */
export function EnlargeButton({
  what,
  enlarged,
  onPress,
}: {
  /** "the code". */
  what: string;
  enlarged: boolean;
  onPress: () => void;
}) {
  return (
    <button
      type="button"
      className="enlarge"
      aria-label={`Enlarge ${what}`}
      aria-pressed={enlarged}
      title={enlarged ? "Show the whole lab again" : `Enlarge ${what}`}
      onClick={onPress}
    >
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <path
          d={
            enlarged
              ? "M5 1v4H1M7 11V7h4M5 5 1.5 1.5M7 7l3.5 3.5"
              : "M7 1h4v4M5 11H1V7M11 1 7 5M1 11l4-4"
          }
        />
      </svg>
    </button>
  );
}
