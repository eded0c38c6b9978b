/**
 * `<Explore src="/explore/x.html" title="..." />`: a page of `synod check --html`, loaded when it is scrolled to, and a link to have
 * it for itself. Where scripts are off there is the link only, with what to run on a terminal beside it in the text.
 */
import { useData, withBase } from "vitepress";
import { defineComponent, h } from "vue";

export const Explore = defineComponent({
  props: { src: { type: String, required: true }, title: { type: String, required: true } },
  setup(props) {
    const { lang, isDark } = useData();
    return () => {
      const href = withBase(props.src);
      return h("figure", { class: "explore" }, [
        h("iframe", {
          src: href,
          title: props.title,
          loading: "lazy",
          style: { colorScheme: isDark.value ? "dark" : "light" },
        }),
        h("figcaption", [
          h("span", props.title),
          h(
            "a",
            { href, target: "_blank" },
            lang.value.startsWith("zh") ? "单独打开（英文界面）" : "Open on a page of its own",
          ),
        ]),
      ]);
    };
  },
});
