import { lessonOf } from "#contract/lesson-folder.ts";
import { ProgramFault, type Program } from "../program/programs.ts";
import { createLab, type Lab } from "./lab.ts";
import type { StreamRooms } from "./lab-streams.ts";
import type { LessonPrograms } from "./programs/lesson-programs.ts";
import type { Limits } from "./limits.ts";
import { RefusalError } from "./refusal.ts";
import type { Scopes } from "../tap/scope.ts";
import { createTappedSocket } from "../tap/tapped-socket.ts";
import type { UnsentLimits } from "./unsent/unsent-limits.ts";

/** Every lab of a host. */
export interface Labs {
  /** The lab of that name, made when there is none; rejects with a refusal. */
  enter(lesson: string, id: string, address: string): Promise<Lab>;
  /** The lab of that name, when there is one. */
  find(lesson: string, id: string): Lab | undefined;
  /** Closes the labs of one lesson with all its steps, or all there are. */
  close(why: string, lesson?: string): Promise<void>;
  readonly size: number;
  readonly clients: number;
}

/** Keeps labs apart by lesson and id; both must have been checked against the contract. */
export function createLabs(deps: {
  programs: LessonPrograms;
  limits: Limits;
  scopes: Scopes;
  streams: StreamRooms;
  unsent: UnsentLimits;
  /** Whether clients can come by WebTransport. */
  webTransport: () => boolean;
}): Labs {
  const { programs, limits, scopes, streams } = deps;
  const labs = new Map<string, Lab>();
  const byAddress = new Map<string, number>();
  const MakeSocket = createTappedSocket();
  const keyOf = (lesson: string, id: string): string => `${lesson}/${id}`;

  function open(
    lesson: string,
    id: string,
    address: string,
    program: Program,
  ): Lab {
    const room = keyOf(lesson, id);
    checkRoom(address);
    count(address, 1);
    const onClose = (): void => {
      if (labs.get(room) !== lab) return;
      labs.delete(room);
      count(address, -1);
    };
    const lab = createLab({
      lesson,
      address,
      program,
      limits,
      scopes,
      MakeSocket,
      room,
      streams,
      unsent: deps.unsent.lab(),
      webTransport: deps.webTransport(),
      onClose,
    });
    labs.set(room, lab);
    return lab;
  }

  function checkRoom(address: string): void {
    if (labs.size >= limits.maxLabs) throw new RefusalError("tooManyLabs");
    if ((byAddress.get(address) ?? 0) >= limits.labsPerAddress)
      throw new RefusalError("tooManyLabsOfNetwork");
  }

  function count(address: string, change: number): void {
    const labsThere = (byAddress.get(address) ?? 0) + change;
    if (labsThere > 0) byAddress.set(address, labsThere);
    else byAddress.delete(address);
  }

  return {
    async enter(lesson, id, address) {
      const known = labs.get(keyOf(lesson, id));
      if (known) return known;
      const program = await programs.load(lesson).catch(failing);
      // Several clients enter at once: from here to `set` nothing may wait.
      return labs.get(keyOf(lesson, id)) ?? open(lesson, id, address, program);
    },
    find: (lesson, id) => labs.get(keyOf(lesson, id)),
    async close(why, lesson) {
      const closing = [...labs.values()].filter(
        (lab) =>
          lesson === undefined || lessonOf(lab.lesson) === lessonOf(lesson),
      );
      await Promise.all(closing.map((lab) => lab.close(why)));
    },
    get size() {
      return labs.size;
    },
    get clients() {
      let clients = 0;
      for (const lab of labs.values()) clients += lab.clients;
      return clients;
    },
  };
}

/** A program that is wrong gets a lab all the same, whose stream says what is wrong. */
function failing(error: unknown): Program {
  if (error instanceof ProgramFault)
    return { run: () => Promise.reject(error) };
  throw error;
}
