/** The name of a lesson's folder, from the id of its page. */
export function lessonSlug(id: string): string {
  return id.replace(/^lessons\//, "");
}
