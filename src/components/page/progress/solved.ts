/** Sent by an exercise's element when it's solved. */
export const SOLVED = "roundtrip:solved";

/** Tells the page that the exercise of this element is solved. */
export const tellSolved = (exercise: Element): void => {
  exercise.dispatchEvent(new Event(SOLVED, { bubbles: true }));
};
