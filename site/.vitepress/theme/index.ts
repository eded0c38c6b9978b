/** VitePress's own theme in synod's colours and type, and the frame in which a page of a verdict stands. */
import { type Theme, useData, withBase } from "vitepress";
import DefaultTheme from "vitepress/theme-without-fonts";
import { onMounted, watchEffect } from "vue";
import { Explore } from "./explore.ts";
import "./style.css";

export default {
  extends: DefaultTheme,
  setup() {
    const { frontmatter, theme } = useData();
    // What runs in a lesson is fetched where there is one.
    onMounted(() =>
      watchEffect(() => {
        if (frontmatter.value["classroom"] === true && theme.value.classroom === true)
          import(/* @vite-ignore */ new URL(withBase("/classroom/classroom.js"), location.href).href);
      }),
    );
  },
  enhanceApp({ app }) {
    app.component("Explore", Explore);
  },
} satisfies Theme;
