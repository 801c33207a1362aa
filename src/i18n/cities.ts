import type { Language } from '../domain/people/people.ts';

/** How people call a time zone, per language; `Asia/Tokyo` is the whole country's. */
const cities: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'Asia/Tokyo': { ja: '日本', en: 'Japan' },
  'Asia/Seoul': { ja: 'ソウル', en: 'Seoul' },
  'Asia/Taipei': { ja: '台北', en: 'Taipei' },
  'Asia/Shanghai': { ja: '上海', en: 'Shanghai' },
  'Asia/Hong_Kong': { ja: '香港', en: 'Hong Kong' },
  'Asia/Singapore': { ja: 'シンガポール', en: 'Singapore' },
  'Asia/Bangkok': { ja: 'バンコク', en: 'Bangkok' },
  'Asia/Ho_Chi_Minh': { ja: 'ホーチミン', en: 'Ho Chi Minh City' },
  'Asia/Jakarta': { ja: 'ジャカルタ', en: 'Jakarta' },
  'Asia/Kuala_Lumpur': { ja: 'クアラルンプール', en: 'Kuala Lumpur' },
  'Asia/Manila': { ja: 'マニラ', en: 'Manila' },
  'Asia/Kolkata': { ja: 'インド', en: 'India' },
  'Asia/Dubai': { ja: 'ドバイ', en: 'Dubai' },
  'Australia/Sydney': { ja: 'シドニー', en: 'Sydney' },
  'Australia/Melbourne': { ja: 'メルボルン', en: 'Melbourne' },
  'Australia/Brisbane': { ja: 'ブリスベン', en: 'Brisbane' },
  'Australia/Perth': { ja: 'パース', en: 'Perth' },
  'Pacific/Auckland': { ja: 'オークランド', en: 'Auckland' },
  'Pacific/Honolulu': { ja: 'ホノルル', en: 'Honolulu' },
  'Europe/London': { ja: 'ロンドン', en: 'London' },
  'Europe/Dublin': { ja: 'ダブリン', en: 'Dublin' },
  'Europe/Paris': { ja: 'パリ', en: 'Paris' },
  'Europe/Berlin': { ja: 'ベルリン', en: 'Berlin' },
  'Europe/Amsterdam': { ja: 'アムステルダム', en: 'Amsterdam' },
  'Europe/Brussels': { ja: 'ブリュッセル', en: 'Brussels' },
  'Europe/Zurich': { ja: 'チューリッヒ', en: 'Zurich' },
  'Europe/Madrid': { ja: 'マドリード', en: 'Madrid' },
  'Europe/Rome': { ja: 'ローマ', en: 'Rome' },
  'America/Los_Angeles': { ja: 'ロサンゼルス', en: 'Los Angeles' },
  'America/Vancouver': { ja: 'バンクーバー', en: 'Vancouver' },
  'America/Chicago': { ja: 'シカゴ', en: 'Chicago' },
  'America/New_York': { ja: 'ニューヨーク', en: 'New York' },
  'America/Toronto': { ja: 'トロント', en: 'Toronto' },
  'America/Sao_Paulo': { ja: 'サンパウロ', en: 'São Paulo' },
  UTC: { ja: '協定世界時', en: 'UTC' },
};

/** The zones that have a name people use, the programmes' own first. */
export const knownZones: readonly string[] = Object.keys(cities);

/** What people call a zone; without an entry the last part of its IANA name, as in `Buenos Aires`. */
export function cityName(zone: string, language: Language): string {
  const known = cities[zone];
  if (known !== undefined) return known[language];
  return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}
