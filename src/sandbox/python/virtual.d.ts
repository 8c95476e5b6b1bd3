/** The files of Python, made by the build (`src/build/python`); none where it had no Flask. */
declare module "virtual:python-files" {
  const files: readonly import("./load-parts.ts").PartFile[];
  export default files;
}
