# أسماء القيود المتعلقة بالآراء

kind-feedback-key-made = أُنشئ مفتاح يوقّع رموز إبداء الرأي
kind-feedback-token-issued = أُعطيت معاملة مغلقة رمز إبداء الرأي
kind-feedback-given = قُيّدت إجابات عن معاملات مغلقة
