import type { Nodes } from 'mdast'

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': '\'' }

/** What a reader sees of a node, in one line: no marks, no tags, no comments. */
export function plainText (node: Nodes): string {
  return visible(node, true).replace(/\s+/g, ' ').trim()
}

/** The text of a heading that GitHub makes its anchor from: without what pictures are said to show. */
export function headingText (node: Nodes): string {
  return visible(node, false).trim()
}

function visible (node: Nodes, withPictures: boolean): string {
  switch (node.type) {
    case 'text': return node.value
    case 'inlineCode':
    case 'code': return node.value
    case 'image':
    case 'imageReference': return withPictures ? node.alt ?? '' : ''
    case 'html': return withoutTags(node.value)
    case 'break': return ' '
    default: return 'children' in node ? node.children.map(child => visible(child, withPictures)).join('') : ''
  }
}

/** The text between tags. Those that end a line or a cell leave a space. */
export function withoutTags (html: string): string {
  return html
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replace(/<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, '')
    .replace(/<\/?(?:br|p|div|li|td|th|tr|h[1-6]|summary|dt|dd)\b[^>]*>/gi, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (_, name: string) => ENTITIES[name]!)
}
