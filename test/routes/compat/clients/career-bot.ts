/** The commands of a career bot, as its developers wrote them against their own service. Only `API_URL` changes. */

interface Job { Job_Role: string, Category: string, Location: string, Required_Skills: string, Min_Salary?: number, Max_Salary?: number, similarity_score: number }
interface Opportunity { job_role: string, company: string, avg_salary: number | null, similarity_score: number, combined_score: number, missing_skills: string[] }

const SHOWN_SKILLS = 5

export function careerBot (API_URL: string, fetch = globalThis.fetch) {
  async function call<Answer> (path: string, body?: object): Promise<Answer> {
    const response = await fetch(API_URL + path, body === undefined ? {} : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
    const data = await response.json() as Answer & { message: string }
    if (!response.ok) throw new Error(`${response.status}: ${data.message}`)
    return data
  }

  return {
    /** `/jobs 3` */
    async jobs (userId: string | number, count = 3): Promise<string[]> {
      const data = await call<{ success: boolean, recommendations: Job[] }>('/api/recommend', { user_id: userId, n: count })
      if (!data.success) return ['Sorry, something went wrong.']
      return data.recommendations.map((job, i) => {
        const pay = job.Min_Salary && job.Max_Salary ? `, ${job.Min_Salary.toLocaleString('en')} to ${job.Max_Salary.toLocaleString('en')}` : ''
        return `${i + 1}. ${job.Job_Role} (${job.Category}) in ${job.Location}${pay}: ${job.Required_Skills.split(',')[0]!.trim()}, ${(job.similarity_score * 100).toFixed(0)}%`
      })
    },

    /** `/gap` */
    async gap (userId: string): Promise<string[]> {
      const data = await call<{ user_skills: string[], top_opportunities: Opportunity[] }>('/api/skill-gap', { user_id: userId, n: 3 })
      return [
        `You know ${data.user_skills.join(', ')}.`,
        ...data.top_opportunities.map(job => `${job.job_role} at ${job.company}, ${job.avg_salary === null ? 'pay not given' : Math.round(job.avg_salary)}, score ${job.combined_score.toFixed(2)}: learn ${job.missing_skills.slice(0, SHOWN_SKILLS).join(', ')}`)
      ]
    },

    /** `/stats` */
    async stats (): Promise<string> {
      const data = await call<{ total_jobs: number, top_categories: Record<string, number>, embedding_dimensions: number }>('/api/stats')
      const [[category, count] = ['none', 0]] = Object.entries(data.top_categories)
      return `${data.total_jobs} jobs, most of them in ${category} (${count}), ${data.embedding_dimensions} dimensions`
    }
  }
}
