import limits from "../contract/limits.json" with { type: "json" };
import { Refusal } from "../contract/refusal.ts";
import { createTokenBucket } from "./token-bucket.ts";

const inAnHour = (burst: number, perHour: number) =>
  createTokenBucket(burst, perHour / 3600);

/**
 * What one user, and all who share a network, may take of what there is for everyone. A network may
 * be that of a class of a thousand: it gets at once what a class needs, and then little.
 */
export function createBudgets() {
  const newcomers = inAnHour(limits.newcomerBurst, limits.newcomersPerHour);
  const rooms = inAnHour(limits.roomBurst, limits.roomsPerHour);
  const roomsOfUser = inAnHour(limits.userRoomBurst, limits.userRoomsPerHour);

  return {
    /** Someone comes who was never here; throws a Refusal where too many have. */
    takeNewcomer(network: string) {
      if (newcomers.take(network) > 0) throw new Refusal("tooManyNewcomers");
    },

    /** A user makes a room; throws a Refusal where they, or all of their network, made too many. */
    takeRoom(user: string, network: string) {
      if (roomsOfUser.take(user) > 0) throw new Refusal("tooManyRoomsOfYours");
      if (rooms.take(network) > 0) throw new Refusal("tooManyRoomsOfNetwork");
    },
  };
}

/** What all addresses of one network begin with; one customer has 2^64 addresses of IPv6. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  if (!plain.includes(":")) return plain;
  const [beforeZeros = ""] = plain.split("::");
  return beforeZeros.split(":").slice(0, 4).join(":");
}
