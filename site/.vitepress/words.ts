/** What VitePress itself says, and where the bars lead, in both languages. */
import type { DefaultTheme, LocaleSpecificConfig } from "vitepress";

type Words = LocaleSpecificConfig<DefaultTheme.Config>;

export interface Generated {
  /** Whether there is what runs in a lesson. */
  readonly classroom: boolean;
  readonly docs: DefaultTheme.SidebarItem[];
  readonly course: { readonly en: DefaultTheme.SidebarItem[]; readonly zh: DefaultTheme.SidebarItem[] };
  readonly gallery: { readonly en: DefaultTheme.SidebarItem[]; readonly zh: DefaultTheme.SidebarItem[] };
}

export const english = ({ docs, course, gallery }: Generated): Words => ({
  description: "A model checker for distributed protocols: every order of events, tried",
  themeConfig: {
    nav: [
      { text: "Course", link: "/course/", activeMatch: "^/course/" },
      { text: "Gallery", link: "/gallery/", activeMatch: "^/gallery/" },
      { text: "The text", link: "/docs/the-text" },
      { text: "Documentation", link: "/docs/", activeMatch: "^/(docs|models)/(?!the-text)" },
    ],
    sidebar: {
      "/docs/": docs,
      "/models/": docs,
      "/course/": course.en,
      "/gallery/": gallery.en,
    },
    footer: { message: "synod is free software under the MIT licence. These pages load nothing from elsewhere." },
  },
});

export const chinese = ({ course, gallery }: Generated): Words => ({
  description: "分布式协议的模型检验器：事情发生的每一种先后，都试过",
  themeConfig: {
    nav: [
      { text: "课程", link: "/zh/course/", activeMatch: "^/zh/course/" },
      { text: "案例集", link: "/zh/gallery/", activeMatch: "^/zh/gallery/" },
      { text: "原文逐句检验", link: "/zh/docs/the-text" },
      { text: "文档（英文）", link: "/docs/" },
    ],
    sidebar: { "/zh/course/": course.zh, "/zh/gallery/": gallery.zh },
    footer: { message: "synod 是自由软件，采用 MIT 许可证。这些页面不从别处加载任何东西。" },
    outline: { level: [2, 3], label: "本页内容" },
    docFooter: { prev: "上一页", next: "下一页" },
    darkModeSwitchLabel: "明暗",
    lightModeSwitchTitle: "切换到浅色",
    darkModeSwitchTitle: "切换到深色",
    sidebarMenuLabel: "目录",
    returnToTopLabel: "回到顶部",
    langMenuLabel: "切换语言",
    skipToContentLabel: "跳到正文",
    notFound: {
      title: "没有这一页",
      quote: "也许是链接过时了，也许是网址打错了。",
      linkLabel: "回到首页",
      linkText: "回到首页",
    },
  },
});

export const wordsOf = {
  search: {
    button: { buttonText: "搜索", buttonAriaLabel: "搜索" },
    modal: {
      displayDetails: "显示详情",
      resetButtonTitle: "清空",
      backButtonTitle: "关闭",
      noResultsText: "没有找到",
      footer: { selectText: "打开", navigateText: "上下移动", closeText: "关闭" },
    },
  },
};
