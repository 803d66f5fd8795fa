{{/* A value as text: templates in it filled in, whole numbers never as 1e+06. */}}
{{- define "ges.text" -}}
{{- $value := index . 0 -}}
{{- if kindIs "float64" $value -}}
{{- if eq (floor $value) $value }}{{ int64 $value }}{{ else }}{{ $value }}{{ end -}}
{{- else if not (kindIs "invalid" $value) -}}
{{- tpl (toString $value) (index . 1) -}}
{{- end -}}
{{- end -}}

{{/* A value that must be a whole number: name, value, root. Nothing if it is empty. */}}
{{- define "ges.whole" -}}
{{- $text := include "ges.text" (list (index . 1) (index . 2)) -}}
{{- if and $text (not (regexMatch "^[0-9]{1,9}$" $text)) -}}
{{- fail (printf "%s: expected a whole number, found %s" (index . 0) $text) -}}
{{- end -}}
{{- $text -}}
{{- end -}}

{{/* The same, and it must not be empty. */}}
{{- define "ges.port" -}}
{{- include "ges.whole" . | required (printf "%s: a port is needed" (index . 0)) -}}
{{- end -}}

{{/* "true" if a value is true or the text true, else nothing: files of values have both. */}}
{{- define "ges.on" -}}
{{- if eq (lower (toString .)) "true" }}true{{ end -}}
{{- end -}}

{{/* The first of a value's names that is set: map, names, default. */}}
{{- define "ges.either" -}}
{{- $map := index . 0 | default dict -}}
{{- $names := index . 1 -}}
{{- $found := index . 2 -}}
{{- range reverse $names -}}
{{- $value := index $map . -}}
{{- if and (not (kindIs "invalid" $value)) (ne (toString $value) "") -}}
{{- $found = $value -}}
{{- end -}}
{{- end -}}
{{- include "ges.text" (list $found (index . 3)) -}}
{{- end -}}

{{- define "ges.serviceName" -}}
{{- include "ges.either" (list .Values.ges (list "servicename" "serviceName") "ges" .) -}}
{{- end -}}

{{- define "ges.fullName" -}}
{{- printf "%s-%s" (include "ges.serviceName" .) .Release.Name | trunc 53 | trimSuffix "-" -}}
{{- end -}}

{{- define "ges.configMapName" -}}
{{- include "ges.fullName" . }}-configmap
{{- end -}}

{{- define "ges.secretName" -}}
{{- include "ges.fullName" . }}-secret
{{- end -}}

{{- define "ges.image" -}}
{{- $image := .Values.ges.deployment.image -}}
{{- $name := include "ges.either" (list $image (list "image" "name") "genesys/ges" .) -}}
{{- $version := include "ges.text" (list ($image.version | default .Chart.AppVersion) .) -}}
{{- with include "ges.text" (list $image.registry .) }}{{ trimSuffix "/" . }}/{{ end -}}
{{- $name }}:{{ $version -}}
{{- end -}}

{{/* What finds the pods of a release; never changes. */}}
{{- define "ges.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* Labels of everything, and more of them; none replaces those that find the pods. */}}
{{- define "ges.labels" -}}
{{- $root := index . 0 -}}
{{- $given := tpl (toYaml $root.Values.ges.labels.globalLabels) $root | fromYaml -}}
{{- $more := tpl (toYaml (index . 1)) $root | fromYaml -}}
{{- $ours := dict
  "app.kubernetes.io/version" $root.Chart.AppVersion
  "app.kubernetes.io/managed-by" $root.Release.Service
  "helm.sh/chart" (printf "%s-%s" $root.Chart.Name $root.Chart.Version) -}}
{{- $finds := include "ges.selector" $root | fromYaml -}}
{{- mergeOverwrite $ours $given $more $finds | toYaml -}}
{{- end -}}

{{/* Annotations of everything, and more of them; empty if there are none. */}}
{{- define "ges.annotations" -}}
{{- $root := index . 0 -}}
{{- $given := tpl (toYaml $root.Values.ges.annotations.globalAnnotations) $root | fromYaml -}}
{{- $more := tpl (toYaml (index . 1)) $root | fromYaml -}}
{{- with mergeOverwrite (dict) $given $more }}{{ toYaml . }}{{ end -}}
{{- end -}}

{{- define "ges.metadata" -}}
{{- $root := index . 0 -}}
namespace: {{ $root.Release.Namespace }}
labels:
  {{- include "ges.labels" (list $root (index . 1)) | nindent 2 }}
{{- with include "ges.annotations" (list $root dict) }}
annotations:
  {{- . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* What must not stand in a config map, by name of the variable. */}}
{{- define "ges.secretVariables" -}}
{{- $env := .Values.ges.configMap.env -}}
{{- range $name, $value := dict
  "GES_DEVOPS_PASSWORD" ($env.ui | default dict).devops_password
  "GES_DECRYPT_PASSWORD" $env.decrypt_password }}
{{- with include "ges.text" (list $value $) }}
{{ $name }}: {{ quote . }}
{{- end }}
{{- end }}
{{- end -}}

{{/* How many seconds a node may take to end. */}}
{{- define "ges.shutdownGrace" -}}
{{- $grace := "25" -}}
{{- range .Values.ges.deployment.env -}}
{{- if and (eq .name "GES_SHUTDOWN_GRACE_SECONDS") (hasKey . "value") -}}
{{- $grace = include "ges.text" (list .value $) -}}
{{- end -}}
{{- end -}}
{{- $grace -}}
{{- end -}}
