/** Styles come as text (scripts/build.mjs), for shadow roots. */
declare module "*/classroom.css" {
  const css: string;
  // biome-ignore lint/style/noDefaultExport: that is how esbuild hands text over.
  export default css;
}
