import type { ExpressiveCodePlugin } from "@astrojs/starlight/expressive-code";

/**
 * Tells a code block's style how many lines it has, as `--lines`, and how many of its parts have a
 * bar above them, as `--bars`: so it can keep its place unseen.
 */
export function codeSize(): ExpressiveCodePlugin {
  return {
    name: "code-size",
    hooks: {
      postprocessRenderedBlockGroup({ renderedGroupContents, renderData }) {
        let lines = 0;
        let bars = 0;
        for (const { codeBlock, renderedBlockAst } of renderedGroupContents) {
          lines += codeBlock.getLines().length;
          const { className } = renderedBlockAst.properties;
          if (/\b(?:has-title|is-terminal)\b/.test(String(className)))
            bars += 1;
        }
        renderData.groupAst.properties.style = `--lines:${lines};--bars:${bars}`;
      },
    },
  };
}
