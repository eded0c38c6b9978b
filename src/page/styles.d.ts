/** Style sheets, as esbuild takes them: imported for what they do. */
declare module "*.css";
