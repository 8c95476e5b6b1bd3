import { describe, expect, it } from "vitest";
import {
  ofExitCode,
  ofPlaywright,
  ofPytest,
  ofVitest,
  sumOf,
} from "#scripts/counts.mjs";

const vitest = (...tests: [name: string, status: string][]) => ({
  testResults: [
    {
      name: "a.test.ts",
      status: tests.some(([, status]) => status === "failed")
        ? "failed"
        : "passed",
      assertionResults: tests.map(([fullName, status]) => ({
        fullName,
        status,
      })),
    },
  ],
});

const playwright = (...tests: [title: string, status: string][]) => ({
  errors: [],
  suites: [
    {
      suites: [
        {
          specs: tests.map(([title, status]) => ({
            title,
            tests: [{ status }],
          })),
        },
      ],
    },
  ],
});

describe("the count that closes npm test", () => {
  it("takes a stage without tests of its own for one test", () => {
    expect(ofExitCode(0)).toEqual({ passed: 1, failed: [] });
    expect(ofExitCode(2)).toEqual({ passed: 0, failed: ["ended with code 2"] });
  });

  it("names the parts of a stage, and takes them together", () => {
    const parts = [ofExitCode(0, "one"), ofExitCode(3, "two"), ofExitCode(0)];
    expect(sumOf(parts)).toEqual({
      passed: 2,
      failed: ["two ended with code 3"],
    });
  });

  it("keeps the names of what was skipped", () => {
    const skipped = { ...ofExitCode(0), skipped: ["WebKit"] };
    expect(sumOf([ofExitCode(0), skipped])).toEqual({
      passed: 2,
      failed: [],
      skipped: ["WebKit"],
    });
  });

  it("counts pytest's report", () => {
    const report = `<?xml version="1.0"?><testsuites><testsuite name="pytest" tests="5">
      <testcase classname="a" name="one" time="0.1" />
      <testcase classname="a" name="two[a>b]" time="0.1"><system-out>hi</system-out></testcase>
      <testcase classname="a" name="three"><failure message="no">trace</failure></testcase>
      <testcase classname="a" name="four"><error message="no">trace</error></testcase>
      <testcase classname="a" name="five"><skipped message="no" /></testcase>
    </testsuite></testsuites>`;
    expect(ofPytest(report, 1)).toEqual({
      passed: 2,
      failed: ["three", "four"],
    });
    expect(ofPytest(undefined, 2).failed).toEqual(["ended with code 2"]);
    expect(ofPytest("<testsuites />", 0).failed).toEqual(["ran no test"]);
  });

  it("counts what passed and names what failed", () => {
    const tests: [string, string][] = [
      ["one", "passed"],
      ["two", "failed"],
      ["three", "pending"],
    ];
    expect(ofVitest(vitest(...tests), 1)).toEqual({
      passed: 1,
      failed: ["two"],
    });
  });

  it("takes a file that cannot be loaded for a failure", () => {
    const report = {
      testResults: [
        { name: "b.test.ts", status: "failed", assertionResults: [] },
      ],
    };
    expect(ofVitest(report, 1)).toEqual({ passed: 0, failed: ["b.test.ts"] });
  });

  it("takes a run without a test, or without a report, for a failure", () => {
    expect(ofVitest({ testResults: [] }, 0).failed).toEqual(["ran no test"]);
    expect(ofVitest(undefined, 1).failed).toEqual(["ended with code 1"]);
    expect(ofPlaywright(undefined, 1).failed).toEqual(["ended with code 1"]);
  });

  it("does not call a run passed that ended badly with every test passed", () => {
    const report = vitest(["one", "passed"]);
    expect(ofVitest(report, 1)).toEqual({
      passed: 1,
      failed: ["ended with code 1"],
    });
  });

  it("takes a test that passed only at a second try for a failure", () => {
    const report = playwright(
      ["one", "expected"],
      ["two", "flaky"],
      ["three", "skipped"],
    );
    expect(ofPlaywright(report, 0)).toEqual({ passed: 1, failed: ["two"] });
  });

  it("takes an error outside of tests for a failure", () => {
    const report = {
      ...playwright(["one", "expected"]),
      errors: [{ message: "no server" }],
    };
    expect(ofPlaywright(report, 1)).toEqual({
      passed: 1,
      failed: ["no server"],
    });
  });
});
