/** Where the files of a lesson are below the folder of all; those of a step, `lesson.step`, are in its `steps`. */
export const lessonFolder = (slug: string): string =>
  slug.replace(".", "/steps/");

/** Whose folder this is: the other way round. */
export const lessonIn = (folder: string): string =>
  folder.replace("/steps/", ".");
