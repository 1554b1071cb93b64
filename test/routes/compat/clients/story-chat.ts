/** The matching part of a peer-support chat, as its developers wrote it against their own service. Only `API_URL` changes. */

interface Message { role: 'user' | 'assistant', content: string }

interface Story {
  id: string
  title: string
  content: string
  topic_tags: string[]
  similarity_score: number
  timestamp: string
  post_id?: string
}

export interface StoryCard { title: string, excerpt: string, tags: string[], match: string, year: number, ago: string, link: string }

const HISTORY = 3

export function storyChat (API_URL: string, fetch = globalThis.fetch) {
  return {
    async ready (): Promise<boolean> {
      const health = await (await fetch(`${API_URL}/api/health`)).json() as { status: string, model_loaded: boolean }
      return health.model_loaded && health.status !== 'starting'
    },

    async findStories (messages: Message[]): Promise<{ cards: StoryCard[], warning?: string }> {
      const text = messages.filter(message => message.role === 'user').slice(-HISTORY).map(message => message.content).join(' ')
      const response = await fetch(`${API_URL}/api/match`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ user_text: text, top_k: 3, min_similarity: 0.3 })
      })
      if (!response.ok) {
        const { detail } = await response.json() as { detail: string | { msg: string }[] }
        throw new Error(typeof detail === 'string' ? detail : detail.map(problem => problem.msg).join(' '))
      }
      const data = await response.json() as Story[] | { matches: Story[], warning?: string }
      const matches = Array.isArray(data) ? data : data.matches
      const warning = (Array.isArray(data) ? undefined : data.warning) ?? response.headers.get('X-Kindred-Warning')
      return { cards: matches.map(card), ...warning ? { warning } : {} }
    }
  }
}

function card (story: Story): StoryCard {
  const written = new Date(story.timestamp)
  return {
    title: story.title,
    excerpt: story.content.slice(0, 160),
    tags: story.topic_tags.slice(0, 3),
    match: `${Math.round(story.similarity_score * 100)}% match`,
    year: written.getUTCFullYear(),
    ago: `${Math.floor((Date.now() - written.getTime()) / 86_400_000)} days ago`,
    link: `/posts/${story.post_id || story.id}`
  }
}
