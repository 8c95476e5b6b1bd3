import { z } from "astro/zod";

/** The parts of the course, in the order in which they are read. */
export const PARTS = [
  "Start",
  "Reach the right clients",
  "In React",
  "Make it hold",
  "Build and ship",
] as const;

/** What a page's frontmatter may say beyond Starlight's own fields. */
export const lessonFields = z.object({
  /** The part of the course a lesson belongs to. */
  part: z.enum(PARTS).optional(),
  /** Place among its neighbours, lowest first; pages without one come last, by title. */
  order: z.number().default(Number.MAX_SAFE_INTEGER),
  /** Whether a live lab stands beside the prose. */
  lab: z.boolean().default(false),
  /** Whether the page is an app that has all the place there is, with a choice of server. */
  app: z.boolean().default(false),
  /** What the reader will be able to do, each beginning with a verb. */
  goals: z.array(z.string()).default([]),
  /** Roughly how long a first reading takes, in minutes. */
  minutes: z.number().int().positive().optional(),
});
