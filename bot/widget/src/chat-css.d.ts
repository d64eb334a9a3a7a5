/** The stylesheet of chat.css as one string; scripts/widget.sh puts it there. */
declare module "chat-css" {
  const css: string;
  export default css;
}
