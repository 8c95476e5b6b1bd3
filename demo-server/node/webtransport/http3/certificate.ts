import {
  createHash,
  generateKeyPairSync,
  randomBytes,
  sign,
} from "node:crypto";
import * as der from "./der.ts";

/** What a server shows to be itself, in PEM. */
export interface Certificate {
  readonly key: string;
  readonly certificate: string;
  /** SHA-256 of the certificate, in base64: by that, and by nothing else, a page knows it. */
  readonly hash: string;
  /** When it ends, in milliseconds since 1970. */
  readonly ends: number;
}

const DAY_MS = 24 * 60 * 60 * 1_000;
/** A browser takes a certificate by its hash only if it is valid for 14 days or less. */
const VALID_MS = 13 * DAY_MS;
/** A reader's clock may be a little behind. */
const BEFORE_MS = DAY_MS / 2;

const ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
const COMMON_NAME = "2.5.4.3";
const SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
/** Tags of a certificate's own. */
const VERSION = 0xa0;
const EXTENSIONS = 0xa3;
const DNS_NAME = 0x82;

/** Makes a certificate that is signed by its own new key, of ECDSA on the curve P-256. */
export function createCertificate(now: number = Date.now()): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", {
    namedCurve: "P-256",
  });
  const algorithm = der.sequence(der.objectId(ECDSA_WITH_SHA256));
  const name = der.sequence(
    der.set(der.sequence(der.objectId(COMMON_NAME), der.text("Roundtrip"))),
  );
  const starts = now - BEFORE_MS;
  // To the second, as a certificate has it.
  const ends = Math.floor((starts + VALID_MS) / 1_000) * 1_000;
  // Above zero, and not of a zero byte first.
  const serial = Buffer.concat([Buffer.of(1), randomBytes(15)]);
  const body = der.sequence(
    der.encode(VERSION, der.integer(Buffer.of(2))),
    der.integer(serial),
    algorithm,
    name,
    der.sequence(der.time(new Date(starts)), der.time(new Date(ends))),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der.encode(
      EXTENSIONS,
      der.sequence(
        der.sequence(
          der.objectId(SUBJECT_ALTERNATIVE_NAME),
          der.octets(
            der.sequence(der.encode(DNS_NAME, Buffer.from("localhost"))),
          ),
        ),
      ),
    ),
  );
  const signature = sign("sha256", body, privateKey);
  const whole = der.sequence(body, algorithm, der.bits(signature));
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    certificate: `-----BEGIN CERTIFICATE-----\n${whole
      .toString("base64")
      .replace(/.{64}/g, "$&\n")
      .trimEnd()}\n-----END CERTIFICATE-----\n`,
    hash: createHash("sha256").update(whole).digest("base64"),
    ends,
  };
}
