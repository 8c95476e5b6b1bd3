import { expect, it } from "vitest";
import { breakable } from "./breakable-code.ts";

it.each([
  [
    "after punctuation",
    '<td><code>socket.broadcast.emit("news")</code></td>',
    '<td><code>socket.<wbr>broadcast.<wbr>emit(<wbr>"news")</code></td>',
  ],
  [
    "through the elements of one word",
    "<pre><code><span>socketio.</span><span>start_background_task</span>(<b>count</b>)</code></pre>",
    "<pre><code><span>socketio.<wbr></span><span>start_background_task</span>(<wbr><b>count</b>)</code></pre>",
  ],
  [
    "at entities as at what they stand for",
    "<code>io.to(&quot;red&quot;).emit(&#39;news&#39;)</code>",
    "<code>io.<wbr>to(<wbr>&quot;red&quot;).<wbr>emit(<wbr>&#39;news&#39;)</code>",
  ],
])("lets long code break %s", (_, html, broken) => {
  expect(breakable(html)).toBe(broken);
});

it.each([
  ["what is short", "<td><code>io.emit(…)</code></td>"],
  [
    "what fits on a line, where it is in no cell",
    "<td>…</td><code>socket.broadcast</code>",
  ],
  [
    "lines of a block that have spaces, or that end",
    '<pre><code><div class="ec-line">const a = b.c(d);</div><div class="ec-line">const e = f.g(h);</div></code></pre>',
  ],
  ["what is no code", "<p>socket.broadcast.emit.to.everyone</p>"],
  [
    "what React draws",
    "<astro-island><pre><code>socket.broadcast.emit.to.everyone</code></pre></astro-island>",
  ],
])("leaves %s", (_, html) => {
  expect(breakable(html)).toBe(html);
});
