//! The five notices of the Company's strategy, word for word: how to get a copy in one's own language, or get in touch.

/// One notice.
pub(super) struct Notice {
    /// The language's name in English.
    pub language: &'static str,
    /// The language for browsers and screen readers.
    pub lang: &'static str,
    /// The notice. "The number below" is the free telephone number, which stands under it.
    pub words: &'static str,
}

/// In the strategy's order.
pub(super) const NOTICES: [Notice; 5] = [
    Notice {
        language: "Bengali",
        lang: "bn",
        words: "যদি আপনার মাতৃভাষায় এই ডকুমেন্টটির একটি কপি পেতে চান অথবা যদি আপনি আমাদের সাথে যোগাযোগ করতে চান তাহলে অনুগ্রহ করে নিচের নম্বরে ফোন করুন। আমাদের টেলিফোন অনুবাদক আছেন যারা আপনার প্রশ্নের উত্তর দিতে পারবেন।",
    },
    Notice {
        language: "Albanian",
        lang: "sq",
        words: "Nëse dëshironi një kopje të këtij dokumenti në gjuhën tuaj ose nëse dëshironi të na kontaktoni, ju lutemi telefononi në numrin e mëposhtëm. Ne kemi përkthyes nëpërmjet telefonit të cilët mund t'iu përgjigjen pyetjeve tuaja.",
    },
    Notice {
        language: "Gujarati",
        lang: "gu",
        words: "જો તમારે આ દસ્તાવેજની નકલ તમારી પહેલી ભાષામાં જોઈતી હોય, અથવા જો તમારે અમારો સંપર્ક સાધવો હોય, તો નીચે આપેલ નંબર ઉપર કોલ કરો. અમારી પાસે અનુવાદકો છે, જે તમારા પ્રશ્નોના જવાબ ફોન ઉપર આપી શકે છે.",
    },
    Notice {
        language: "Cantonese",
        lang: "zh-Hant",
        words: "如果你想要一份中文譯本，請撥打以下號碼與我們聯絡。我們有翻譯人員透過電話來解答你的提問。",
    },
    Notice {
        language: "French",
        lang: "fr",
        words: "Si vous souhaitez obtenir une copie de ce document dans votre langue maternelle ou si vous souhaitez nous contacter, veuillez téléphoner au numéro indiqué ci-dessous. Nous avons des traducteurs qui peuvent répondre au téléphone à vos questions.",
    },
];
